import { type NameGroup, names } from './group'

export const worldNames: NameGroup[] = [
  {
    language: 'Turkish',
    weight: 8,
    given: names('Ayşe, Mehmet, Zeynep, Emre, Gülşen, Oğuz, Çağla, İbrahim, Şebnem, Kaan'),
    family: names('Yılmaz, Öztürk, Kaya, Demirtaş, Şahin, Çelik, Güneş, Karadağ, Işık'),
  },
  {
    language: 'Arabic, own script',
    weight: 5,
    given: names('محمد, فاطمة, يوسف, ليلى, عبد الرحمن, مريم, خالد, نور'),
    family: names('الأحمد, بن يوسف, الحسيني, المصري, حداد, العتيبي, الزهراني'),
  },
  {
    language: 'Arabic, Latin script',
    weight: 7,
    given: names('Youssef, Fatima Zahra, Khalid, Nour, Abdelrahman, Salma, Hicham, Rania, Mohamed'),
    family: names('El Amrani, Bouzid, Haddad, Benjelloun, Al-Masri, Ait Said, El Idrissi, Mansour'),
  },
  {
    language: 'Nigerian',
    weight: 8,
    given: names('Chinedu, Oluwaseun, Ngozi, Ifeoma, Babatunde, Adaeze, Yétúndé, Emeka, Ọlámídé, Blessing'),
    family: names('Okonkwo, Adéyẹmí, Eze, Balogun, Nwosu, Ọbáfẹ́mi, Ibekwe, Chukwuemeka'),
  },
  {
    language: 'Ghanaian and Kenyan',
    weight: 3,
    given: names('Kwame, Akosua, Wanjiru, Otieno, Abena, Kofi, Achieng'),
    family: names('Mensah, Owusu-Ansah, Kamau, Ochieng, Boateng, Njoroge'),
  },
  {
    language: 'Vietnamese',
    weight: 5,
    given: names('Thị Hồng, Văn Đức, Minh Châu, Quốc Bảo, Thùy Linh, Hữu Phước'),
    family: names('Nguyễn, Trần, Lê, Phạm, Huỳnh, Đặng, Vũ'),
  },
  {
    language: 'Chinese, own script',
    weight: 3,
    given: names('伟, 秀英, 建国, 雨桐, 子涵, 丽华'),
    family: names('王, 李, 张, 欧阳, 陈, 司马'),
  },
  {
    language: 'Chinese, Latin script',
    weight: 4,
    given: names('Xiaoming, Yuting, Jianhua, Mei, Zhiyuan, Qiang'),
    family: names('Zhang, Ouyang, Lü, Xu, Huang, Zheng'),
  },
  {
    language: 'Hindi, own script',
    weight: 3,
    given: names('प्रिया, राहुल, सुनीता, अर्जुन, कविता'),
    family: names('शर्मा, वर्मा, गुप्ता, चौधरी'),
  },
  {
    language: 'South Asian, Latin script',
    weight: 8,
    given: names('Priyanka, Rahul, Sunita, Harpreet, Arjun, Lakshmi, Imran, Ayesha, Kiran, Venkatesh'),
    family: names('Sharma, Singh, Patel, Iyer, Chaudhry, Ramanathan, Begum, Krishnamurthy, Fernando'),
  },
  {
    language: 'Filipino',
    weight: 4,
    given: names('Maria Cristina, Jomar, Rosalinda, Angelo, Jhun-Jhun, Liezel'),
    family: names('dela Cruz, Santos, Bautista, Macaraeg, Reyes, Villanueva'),
  },
  {
    language: 'Eritrean and Ethiopian',
    weight: 3,
    given: names('Selam, Tesfay, Hiwot, Yonas, Bethlehem, Mulugeta'),
    family: names('Gebremedhin, Tekle, Haile, Woldemariam, Abraha'),
  },
  {
    language: 'Japanese',
    weight: 1,
    given: names('さくら, 健太, ゆき'),
    family: names('佐藤, 鈴木, 高橋'),
  },
]
